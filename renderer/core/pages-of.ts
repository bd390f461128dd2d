/** Pages behind the first that hold the positions [first, last], with one more on either side where reading goes on. */
export function pagesOf(first: number, last: number, pageSize: number): number[] {
  const from = Math.max(1, Math.floor((first - pageSize / 4) / pageSize));
  const to = Math.floor((last + pageSize / 4) / pageSize);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
