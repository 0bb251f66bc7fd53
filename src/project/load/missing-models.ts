/**
 * Models that are not there because their file failed. While associations are made a placeholder answers to their names:
 * what is associated with it is left out and counted, so that one broken file is one problem, and the other associations
 * of its neighbours are made.
 */
import { basename } from 'node:path';
import type { Sequelize } from 'sequelize';
import { ConsoleError } from '../../errors.ts';
import { readText } from '../files/file-system.ts';
import { isRecord } from '../modules/module-values.ts';
import type { SequelizeClass } from '../modules/sequelize-package.ts';
import { inertWith } from './application-stand-in.ts';

/** A file that was gone through for models and failed. */
export interface FailedFile {
  readonly path: string;
  readonly problem: ConsoleError;
}

type Method = (this: { readonly name?: unknown }, target: unknown, options?: unknown) => unknown;

const associationMethods = ['hasOne', 'hasMany', 'belongsTo', 'belongsToMany'] as const;

export class MissingModels {
  private readonly placeholders = new Map<object, FailedFile>();
  private readonly byName = new Map<string, object | null>();
  /** Names of the models that left associations out, one an association, by the file at fault. */
  private readonly leftOut = new Map<ConsoleError, string[]>();

  constructor(private readonly failed: readonly FailedFile[]) {}

  /** Runs `work`, in which associations are made: placeholders stand among `instance.models` and in what it is handed. */
  async during(
    instance: Sequelize,
    Sequelize: SequelizeClass,
    work: (complete: <T extends object>(models: T) => T) => Promise<void>,
  ): Promise<void> {
    const complete = <T extends object>(models: T): T => this.complete(models);
    if (this.failed.length === 0) return work(complete);
    // The base class of all models carries the four methods (associations/mixin.js); the typings know `Model` elsewhere.
    const { Model: base } = Sequelize as unknown as { readonly Model: Record<string, Method> };
    const own = associationMethods.map((name) => [name, base[name]] as const);
    const holder = instance as unknown as { models: object };
    const { models } = holder;
    for (const [name, method] of own) {
      if (method !== undefined) base[name] = this.unlessMissing(method);
    }
    holder.models = complete(models);
    try {
      await work(complete);
    } finally {
      holder.models = models;
      for (const [name, method] of own) {
        if (method !== undefined) base[name] = method;
      }
    }
  }

  /** `problem`, with a sentence on what its file took along: files that need it, associations that need its model. */
  explain(problem: ConsoleError): ConsoleError {
    if (problem.details.file === undefined) return problem;
    const files = this.failed.filter(
      (failed) => failed.problem === problem && failed.path !== problem.details.file,
    );
    const names = this.leftOut.get(problem) ?? [];
    const sentences = [
      files.length === 0
        ? ''
        : `${listed(files.map(({ path }) => `"${basename(path)}"`))} ${files.length === 1 ? 'needs' : 'need'} it.`,
      names.length === 0
        ? ''
        : `${names.length === 1 ? 'One association' : `${names.length} associations`} of ${listed([...new Set(names)])} that ${names.length === 1 ? 'needs' : 'need'} it ${names.length === 1 ? 'was' : 'were'} left out.`,
    ].filter((sentence) => sentence !== '');
    if (sentences.length === 0) return problem;
    const { code, kind, remedy, details, cause, isNotice } = problem;
    return new ConsoleError([problem.message, ...sentences].join(' '), {
      code,
      kind,
      remedy,
      details,
      cause,
      isNotice,
    });
  }

  private complete<T extends object>(models: T): T {
    if (this.failed.length === 0) return models;
    return new Proxy(models, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver);
        return value === undefined && typeof key === 'string' ? this.placeholder(key) : value;
      },
    });
  }

  /** Undefined for a name that no failed file accounts for: that is another mistake. */
  private placeholder(name: string): object | undefined {
    let known = this.byName.get(name);
    if (known === undefined) {
      const file = this.failed.find(({ path }) => accountsFor(path, name));
      known = file === undefined ? null : this.makePlaceholder(name, file);
      this.byName.set(name, known);
    }
    return known ?? undefined;
  }

  private makePlaceholder(name: string, file: FailedFile): object {
    // Its own associations are the missing file's to make: whoever asks for them is told nothing.
    const placeholder = inertWith({ name });
    this.placeholders.set(placeholder, file);
    return placeholder;
  }

  private unlessMissing(method: Method): Method {
    const fileOf = (value: unknown) =>
      typeof value === 'function' ? this.placeholders.get(value) : undefined;
    const { leftOut } = this;
    return function associateUnlessMissing(target, options) {
      const through = isRecord(options) ? options.through : undefined;
      const file = fileOf(target) ?? fileOf(through) ?? fileOf(isRecord(through) ? through.model : undefined);
      if (file === undefined) return method.call(this, target, options);
      leftOut.set(file.problem, [...(leftOut.get(file.problem) ?? []), String(this.name)]);
      return inertWith({});
    };
  }
}

/** By the file's name (`user.js`, `users.model.ts`, `order-item.js`) or by what it would have defined. */
function accountsFor(path: string, name: string): boolean {
  const wanted = plain(name);
  if (wanted === '') return false;
  const stem = plain(basename(path).replace(/\.[cm]?[jt]sx?$/, ''));
  if ([wanted, `${wanted}s`, `${wanted}model`].includes(stem) || `${stem}s` === wanted) return true;
  if (!/^[\w$]+$/.test(name)) return false;
  const word = name.replace(/\$/g, '\\$');
  return new RegExp(
    `\\bclass\\s+${word}\\b|\\bdefine(?:<[^>]*>)?\\(\\s*['"\`]${word}['"\`]|\\bmodelName:\\s*['"\`]${word}['"\`]`,
  ).test(readText(path) ?? '');
}

function plain(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** At most four, then how many more. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
