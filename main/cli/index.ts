#!/usr/bin/env node
/** The command line: `kindred <command>`. Nothing of ours is imported before the version of Node is known to be able to run it. */
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  process.stderr.write(
    `kindred: Node.js 24 or newer is needed, this is ${process.versions.node}. ` +
      `In a checkout, "npm ci" brings the right one along and "npm run -s kindred -- <command>" uses it.\n`,
  );
  process.exitCode = 1;
} else {
  const { keepCompiled } = await import('../keep-compiled.ts');
  // Halves the start of every command.
  keepCompiled();
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
}

export {};
