/** What arrives for the activity screen. */
import type {
  ActivityView,
  EndSessionOutcome,
  EndSessionRequest,
} from '../../../database/activity/activity.ts';

export type ActivityMessage =
  | { readonly type: 'activity-arrived'; readonly requestId: number; readonly view: ActivityView }
  | {
      readonly type: 'session-told';
      readonly requestId: number;
      readonly request: EndSessionRequest;
      readonly status: EndSessionOutcome['status'];
    };
