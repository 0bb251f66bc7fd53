/** The methods of the session that cross to the host process, and how each is called there. */
import type { Session } from '../session.ts';

/** What stays on this side: listening, closing, and bytes that are handed on. */
type OwnMethod = 'onEvent' | 'close' | 'exportTo';

export type HostMethod = Exclude<keyof Session, OwnMethod>;

/**
 * `left`: given up as soon as it is aborted. `outcome`: an aborted call still waits for what the host has to say, because something
 * may have been done. `aside`: asked of a host process of its own, which ends with the answer. `apart`: the same, killed
 * where it does not stop, and what it left is dropped.
 */
export type HostWay = 'left' | 'outcome' | 'aside' | 'apart';

/** Every method has its row: a new one does not compile without. */
export const hostMethods: Readonly<Record<HostMethod, HostWay>> = {
  project: 'left',
  // Inspecting loads the models once more and closes their instance, which may be the very one this session reads with. What the
  // project prints there has been logged before.
  inspectProject: 'aside',
  allowHost: 'left',
  database: 'left',
  models: 'left',
  tables: 'left',
  describeModel: 'left',
  describeTable: 'left',
  schema: 'left',
  columnStatistics: 'left',
  scopeMeanings: 'left',
  // What a migration imports is loaded there with its sockets refused.
  tableOrigin: 'aside',
  paths: 'left',
  page: 'left',
  count: 'left',
  countUpTo: 'left',
  estimate: 'left',
  explain: 'left',
  compile: 'left',
  parseScope: 'left',
  code: 'left',
  commandLine: 'left',
  specFromCode: 'left',
  savedQueries: 'left',
  runSavedQuery: 'left',
  saveQuery: 'left',
  parseIncludes: 'left',
  parseAggregate: 'left',
  scopeLens: 'left',
  explosionOf: 'left',
  completeFilter: 'left',
  // What the code did up to there is told, and whether it really ended.
  evaluate: 'outcome',
  completeCode: 'left',
  evaluatedRows: 'left',
  evaluatedSpec: 'left',
  callableQueries: 'left',
  sandbox: 'outcome',
  reloadModels: 'left',
  run: 'left',
  foreseeSql: 'left',
  // A statement that was cancelled may be done all the same.
  runSql: 'outcome',
  listCatalog: 'left',
  completeSql: 'left',
  sqlHistory: 'left',
  rememberSql: 'left',
  export: 'outcome',
  search: 'left',
  views: 'left',
  saveView: 'left',
  deleteView: 'left',
  journal: 'left',
  journalFile: 'left',
  checkEntries: 'left',
  lint: 'aside',
  lintRules: 'left',
  doctor: 'left',
  activity: 'left',
  endSession: 'outcome',
  doctorChecks: 'left',
  writeDoctorBaseline: 'left',
  draftMending: 'left',
  // What is recorded must not be what the step itself finds loaded.
  foreseeStep: 'aside',
  step: 'outcome',
  // It leads the application's own instance to a scratch database while migrations are replayed, which may do anything.
  drift: 'apart',
  dropScratch: 'left',
  planRepair: 'left',
  repair: 'outcome',
  rehearse: 'outcome',
  draftMigration: 'outcome',
  addJournalTimes: 'outcome',
  generate: 'left',
  sequelizeVersion: 'left',
  createDatabase: 'left',
  dropDatabase: 'left',
};
