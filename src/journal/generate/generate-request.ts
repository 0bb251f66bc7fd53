/** What files can be made, and what is told while they are: the data of `init` and the `…:generate` commands. */

export type InitPart = 'config' | 'models' | 'migrations' | 'seeders';

export type GenerateRequest =
  | {
      readonly type: 'init';
      readonly parts: readonly InitPart[];
      /** What is there already is deleted first. */
      readonly replaces: boolean;
    }
  | { readonly type: 'migration' | 'seeder'; readonly name: string }
  | {
      /** A migration whose text is there already, see journal/from-models. */
      readonly type: 'drafted-migration';
      /** With the time and the extension. */
      readonly fileName: string;
      /** Absolute. */
      readonly folder: string;
      readonly text: string;
    }
  | {
      readonly type: 'model';
      readonly name: string;
      /** As it is typed: `firstName:string,role:enum:{admin, guest}`. */
      readonly attributes: string;
      readonly isUnderscored: boolean;
      readonly replaces: boolean;
    };

export type FolderName = 'models' | 'migrations' | 'seeders';

/** Paths are shown as sequelize-cli shows them: a configuration relative to the project, a models folder as it was written. */
export type GenerateEvent =
  | { readonly type: 'config-written'; readonly path: string }
  | { readonly type: 'folder-condemned'; readonly folder: FolderName }
  | { readonly type: 'folder-deleted'; readonly folder: FolderName }
  | { readonly type: 'folder-made'; readonly folder: FolderName; readonly path: string }
  | { readonly type: 'folder-found'; readonly folder: FolderName; readonly path: string }
  | { readonly type: 'file-written'; readonly what: 'model' | 'migration' | 'seed'; readonly path: string };
