import type { ReactNode } from 'react';
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChartGridDots,
  IconMaximize,
  IconMarquee2,
  IconMinus,
  IconPlus,
  IconTable,
  IconZoomInArea,
  type Icon,
} from '@tabler/icons-react';
import { MatrixKind, type MatrixInfo } from '#shared/domain/matrix.ts';
import { Choice } from '../../../components/choice.tsx';
import { isWhole, panView, wholeView, type Size, type View } from '../../../plots/view.ts';
import type { HeatmapChange } from '../heatmap-search.ts';
import type { Choices } from './choices.ts';
import { kindNames, orderNames } from './names.ts';

type Props = Pick<Choices, 'order'> & {
  info: MatrixInfo;
  isTable: boolean;
  /** Drags select cells in place of zooming. */
  isBrushing: boolean;
  find: ReactNode;
  exports: ReactNode;
  view: View;
  size: Size;
  onZoom(factor: number): void;
  onChange(change: HeatmapChange): void;
  onBrushing(isBrushing: boolean): void;
  onView(view: View): void;
  /** A step, and where the same one leads again. */
  onMove(to: View, next: View): void;
};

/** Share of a screen that one click on an arrow moves. */
const panShare = 0.25;
/** Another matrix is seen as a whole first, in its own usual order. */
const afresh: HeatmapChange = {
  order: undefined,
  agg: undefined,
  r0: undefined,
  r1: undefined,
  c0: undefined,
  c1: undefined,
  sel: undefined,
  find: undefined,
  misses: undefined,
  above: undefined,
};

/** Which matrix, in which order; zoom and pan by click; the table in place of the picture. On narrow windows the icons speak alone. */
export function HeatmapToolbar(props: Props) {
  const { info, order, isTable, isBrushing, view, size, find, exports, onZoom, onChange, onBrushing, onView, onMove } =
    props;
  return (
    <div className="heatmap-tools">
      <SegmentedControl
        aria-label="Matrix"
        data={[...kindNames]}
        value={info.kind}
        onChange={(kind) => onChange({ ...afresh, kind: MatrixKind.parse(kind) })}
      />
      <Choice
        label="Order"
        value={order}
        options={orderNames.filter(({ value }) => info.orders.includes(value))}
        // Positions mean something else in another order.
        onChange={(value) => onChange({ order: value, sel: undefined })}
      />
      {find}
      <SegmentedControl
        aria-label="Dragging"
        data={[
          { value: 'zoom', label: <Drag text="Drag zooms" icon={IconZoomInArea} /> },
          { value: 'select', label: <Drag text="Drag selects" icon={IconMarquee2} /> },
        ]}
        value={isBrushing ? 'select' : 'zoom'}
        onChange={(value) => onBrushing(value === 'select')}
      />
      <div className="heatmap-moves">
        <Moves {...{ view, size, onZoom, onView, onMove }} />
        <Tooltip label={isTable ? 'View as picture' : 'View as table'}>
          <Button
            variant="default"
            leftSection={isTable ? <IconChartGridDots size={15} aria-hidden /> : <IconTable size={15} aria-hidden />}
            onClick={() => onChange({ table: isTable ? undefined : true })}
          >
            {isTable ? 'View as picture' : 'View as table'}
          </Button>
        </Tooltip>
        {exports}
      </div>
    </div>
  );
}

function Drag({ text, icon: Glyph }: { text: string; icon: Icon }) {
  return (
    <Tooltip label={text}>
      <span className="heatmap-drag">
        <Glyph size={15} stroke={1.8} aria-hidden />
        <span>{text}</span>
      </span>
    </Tooltip>
  );
}

/** What the mouse does by dragging and scrolling, by click. */
type MovesProps = Pick<Props, 'view' | 'size' | 'onZoom' | 'onView' | 'onMove'>;

function Moves({ view, size, onZoom, onView, onMove }: MovesProps) {
  const isFit = isWhole(view, size);
  const pan = (down: number, right: number) => {
    const to = panView(view, down, right, size);
    onMove(to, panView(to, down, right, size));
  };
  return (
    <>
      <Tool label="Zoom in" icon={IconPlus} onClick={() => onZoom(0.5)} />
      <Tool label="Zoom out" icon={IconMinus} onClick={() => onZoom(2)} disabled={isFit} />
      <Tool label="Show everything" icon={IconMaximize} onClick={() => onView(wholeView(size))} disabled={isFit} />
      <span className="heatmap-pan">
        <Tool label="Move left" icon={IconArrowLeft} onClick={() => pan(0, -panShare)} disabled={view.c0 <= 0} />
        <Tool label="Move up" icon={IconArrowUp} onClick={() => pan(-panShare, 0)} disabled={view.r0 <= 0} />
        <Tool label="Move down" icon={IconArrowDown} onClick={() => pan(panShare, 0)} disabled={view.r1 >= size.rows} />
        <Tool
          label="Move right"
          icon={IconArrowRight}
          onClick={() => pan(0, panShare)}
          disabled={view.c1 >= size.cols}
        />
      </span>
    </>
  );
}

type ToolProps = { label: string; icon: Icon; onClick(): void; disabled?: boolean };

function Tool({ label, icon: Glyph, onClick, disabled = false }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onClick} disabled={disabled}>
        <Glyph size={15} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
