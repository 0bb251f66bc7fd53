// `npm run check`: types, lint, format and import rules side by side. Prints what each said when it ended; fails if any did.
import { spawn } from 'node:child_process';

const checks = ['types', 'lint:code', 'lint:format', 'rules'];

function run(name) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { shell: process.platform === 'win32' });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (printed += String(chunk)));
    child.on('error', (error) => resolve({ name, code: 1, printed: String(error) }));
    child.on('close', (code) => resolve({ name, code: code ?? 1, printed }));
  }).then((ended) => {
    console.log(`${ended.code === 0 ? 'ok' : 'FAILED'}  ${ended.name}`);
    if (ended.code !== 0) console.log(ended.printed);
    return ended.code;
  });
}

const codes = await Promise.all(checks.map(run));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
