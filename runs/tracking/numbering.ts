/** Names by number, from 0 in the order in which they were first met. */
export function createNumbering() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    names: names as readonly string[],
    numberOf(name: string): number {
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.push(name) - 1;
        numbers.set(name, number);
      }
      return number;
    },
  };
}
