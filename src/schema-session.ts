/** What a session knows of the schema, how it checks it, and what the server is doing: a part of session.ts. */
import type {
  BaselineRequest,
  CheckSummary,
  DoctorReport,
  DoctorRequest,
  MendingDraft,
  MendingRequest,
} from './checks/doctor/finding.ts';
import type { DriftProgress, DriftReport, DriftRequest } from './checks/drift/drift.ts';
import type { ActivityView, EndSessionOutcome, EndSessionRequest } from './database/activity/activity.ts';
import type { ScratchPlace } from './database/scratch/scratch-place.ts';
import type { TableOrigin } from './journal/origin/table-origin.ts';
import type { ScopeMeanings } from './queries/scope-sql.ts';
import type { SchemaDescription, TableDescription, TableSummary } from './schema/description.ts';
import type { ShownStatistics } from './schema/shown-statistics.ts';
import type { PathRequest, ProjectPaths } from './schema/graph/paths.ts';
import type { CallOptions, DescribedModel } from './session-shapes.ts';

/** Rejects as Session does. */
export interface SchemaSession {
  /** Tables and views outside the system schemas, by schema and name; `model` is set when models are loaded. */
  tables(): Promise<readonly TableSummary[]>;
  describeModel(name: string, options?: CallOptions): Promise<DescribedModel>;
  describeTable(schema: string, name: string, options?: CallOptions): Promise<TableDescription>;
  /** All models and all tables, joined; one question to the catalog, whatever their number. Either half may be missing, and says why. */
  schema(options?: CallOptions): Promise<SchemaDescription>;
  /** What each scope of a model means in SQL. Executes nothing; a function that needs values is told as such. */
  scopeMeanings(model: string): Promise<ScopeMeanings>;
  /**
   * Which migrations made a table and its columns, from their files: recorded, so that nothing is executed. What they do not tell
   * (SQL that is made by a condition, a table made by `sync()`) is null.
   */
  tableOrigin(schema: string, table: string, options?: CallOptions): Promise<TableOrigin>;
  /**
   * What the planner knows of the columns: estimates, as old as they say, and no row is read. Values of secret columns are left out.
   * Rejects with `unknown-table`.
   */
  columnStatistics(schema: string, table: string, options?: CallOptions): Promise<ShownStatistics>;
  /**
   * How one model or table leads to another: the shortest paths of associations, as code and as SQL, with how many rows each step
   * makes of one. Where no association leads there, by keys. Reads the catalog and its statistics, no rows.
   */
  paths(request: PathRequest, options?: CallOptions): Promise<ProjectPaths>;
  /**
   * Examines models, database and migrations. What cannot be asked is a remark of the report, and rejects where its checks were named.
   * Reads only.
   */
  doctor(request: DoctorRequest, options?: CallOptions): Promise<DoctorReport>;
  /** What the server is doing at this moment, of this database. Waits for no lock. */
  activity(options?: CallOptions): Promise<ActivityView>;
  /** Cancels a statement or ends a session, of exactly that backend. Refused when the session is read-only. */
  endSession(request: EndSessionRequest): Promise<EndSessionOutcome>;
  /** The doctor's checks with the levels that this project gives them. */
  doctorChecks(): Promise<readonly CheckSummary[]>;
  /**
   * Where models, database and what the migrations produce do not say the same. Models are synchronised and migrations replayed in
   * scratch databases, dropped afterwards; of the real database only the catalog is read. With a read-only session they are made on the
   * embedded server.
   */
  drift(
    request: DriftRequest,
    options?: CallOptions & {
      readonly onProgress?: (progress: DriftProgress) => void;
      /** Told of each scratch database before it is made. */
      readonly onScratch?: (place: ScratchPlace) => void;
    },
  ): Promise<DriftReport>;
  /** Drops scratch databases of a process that ended before it could. */
  dropScratch(left: readonly ScratchPlace[]): Promise<void>;
  /** The migration that mends findings of the doctor; reads the journal, and how the project writes its own. Writes nothing. */
  draftMending(request: MendingRequest): Promise<MendingDraft>;
  /** Writes a file of the project; the path is told as it was given. */
  writeDoctorBaseline(request: BaselineRequest): Promise<{ readonly path: string; readonly count: number }>;
}
