/** A real session in the test's own process, with everything it announced; closed at the end of the test. */
import { afterEach } from 'vitest';
import { openSession } from '../../src/open-session.ts';
import type { Session } from '../../src/session.ts';
import type { SessionEvent, SessionOptions } from '../../src/session-shapes.ts';
import { environmentOf } from '../../src/session/environment.ts';

export interface TestSession {
  readonly session: Session;
  readonly events: SessionEvent[];
}

export interface TestSessionOptions extends Partial<Omit<SessionOptions, 'project'>> {
  readonly directory: string;
  readonly url?: string | null;
  readonly variables?: Readonly<Record<string, string>>;
}

export function sessionOptions({ directory, url = null, ...options }: TestSessionOptions): SessionOptions {
  const { readOnly = false, embedded = false, prepare = false, reset = false, allowedHosts } = options;
  const unsaid = { environment: null, configPath: null, modelsPath: null, migrationsPath: null };
  const project = {
    ...unsaid,
    seedersPath: null,
    optionsPath: null,
    envFile: null,
    directory,
    url,
    isExplicit: true,
  };
  return { project, readOnly, allowedHosts, embedded, prepare, reset };
}

const directory = process.cwd();
const sessions: Session[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  process.chdir(directory);
});

export function testSession(options: TestSessionOptions): TestSession {
  Object.assign(process.env, options.variables);
  const session = openSession(sessionOptions(options), environmentOf(process));
  sessions.push(session);
  const events: SessionEvent[] = [];
  session.onEvent((event) => events.push(event));
  return { session, events };
}
