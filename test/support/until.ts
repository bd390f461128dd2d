/** Asks again until the answer is there. @throws Error that says what was waited for */
export async function until<T>(what: string, ask: () => Promise<T | null> | T | null, limit = 20_000): Promise<T> {
  const deadline = performance.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`Waited ${limit} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
