/**
 * A process that holds a lease: starts or joins the server described by its argument, says so on stdout, and releases it
 * when its stdin closes. What the tests kill.
 */
import { startEmbedded, type EmbeddedOptions } from '../../../src/database/embedded/start-embedded.ts';

async function hold(argument: string): Promise<void> {
  // Written by launch() in processes.ts.
  const options = JSON.parse(argument) as EmbeddedOptions;
  const server = await startEmbedded({
    ...options,
    onStep: (step) => process.stdout.write(`${JSON.stringify({ step })}\n`),
  });
  process.stdout.write(`${JSON.stringify({ processId: server.processId, host: server.target('x').host })}\n`);
  process.stdin.on('end', () => void server.release());
  process.stdin.resume();
}

hold(process.argv[2] ?? '{}').catch((error: unknown) => {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
});
