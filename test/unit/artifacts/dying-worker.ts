/** A thread that ends in the middle of every question, as one that runs out of memory does. */
export default function answerTask(): void {
  process.exit(3);
}
