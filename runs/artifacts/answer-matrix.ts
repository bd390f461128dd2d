import { never } from '#shared/api/errors.ts';
import { stopFlag } from '#runs/threads/stop-flag.ts';
import type { MatrixAnswer, MatrixTask } from './matrix-protocol.ts';
import type { MatrixView } from './matrix-view.ts';

/** The answer to a question about the matrix of its kind. */
export function answerMatrix(view: MatrixView, task: MatrixTask): MatrixAnswer {
  switch (task.ask) {
    case 'info':
      return view.info();
    case 'axes':
      return view.axes(task.query);
    case 'window':
      return view.window(task.query, task.stop && stopFlag(task.stop));
    case 'find':
      return view.find(task.query.order, task.query.text, task.query.limit);
    case 'members':
      return view.members(task.query.order, task.query.side, task.query.from, task.query.to);
    case 'pair':
      return view.pair(task.query.row, task.query.col);
    case 'tree':
      return view.tree(task.query.order, task.query.side);
    case 'similarity':
      return view.distribution();
    case 'table':
      return new TextEncoder().encode(view.table(task.query.order, task.query.from, task.query.to));
    default:
      return never(task);
  }
}
