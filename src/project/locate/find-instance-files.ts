/**
 * The files in which a project makes its Sequelize instance, for models that leave it to somebody else. Found by reading
 * sources; what runs migrations or starts a server is passed over, for these files are loaded on a guess.
 */
import { dirname, relative, sep } from 'node:path';
import { isDirectory } from '../files/file-system.ts';
import { sourceFiles, sourceText } from './source-files.ts';

const makesInstance = /\bnew\s+(?:\w+\.)*Sequelize\s*(?:<[^()]*>)?\s*\(/;
const doesMore = /\bumzug\b|\.listen\s*\(|^(?:await\s+)?[\w.]+\.(?:sync|drop|truncate)\s*\(/im;
const mostGuesses = 3;

/** Absolute paths, likeliest first: those that import from the models' folder, then the nearest to it. */
export function findInstanceFiles(root: string, models: string): readonly string[] {
  const folder = isDirectory(models) ? models : dirname(models);
  const folderName = folder.split(sep).at(-1) ?? '';
  const candidates = sourceFiles(root).flatMap((path) => {
    const text = sourceText(path);
    if (text === null || !makesInstance.test(text) || doesMore.test(text)) return [];
    const mentions = importsFolder(text, folderName) || path.startsWith(`${folder}${sep}`);
    return [{ path, mentions, distance: relative(folder, path).split(sep).length }];
  });
  return candidates
    .sort((a, b) => Number(b.mentions) - Number(a.mentions) || a.distance - b.distance)
    .slice(0, mostGuesses)
    .map(({ path }) => path);
}

/** True when a quoted path in the source leads through a folder of that name. */
function importsFolder(text: string, name: string): boolean {
  const literal = name.replace(/[^\w-]/g, (character) => `\\${character}`);
  return new RegExp(`['"\`/]${literal}(?:/[^'"\`\\n]*)?['"\`]`).test(text);
}
