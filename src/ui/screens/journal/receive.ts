/** What the session answers about migrations and seeders, wherever in the way here their screens are. */
import { afterStep } from '../../after-step.ts';
import { receivePlan, receiveRepaired } from './repairing.ts';
import { receiveStepElapsed, receiveOutcome, receiveStepEvent } from './run-progress.ts';
import { receiveForecast } from './stepping.ts';
import { receiveFile } from './cursor.ts';
import { receiveChecks, receiveLint } from './look-closer.ts';
import { receiveElapsed, receiveRehearsalEvent, receiveRehearsed } from './rehearsing.ts';
import { receiveJournal } from './update.ts';
import { type State } from '../../state.ts';
import { endRequest, stay, type Step } from '../../step.ts';
import { runningJournal } from '../../find-screen.ts';
import type { JournalMessage } from './messages.ts';

export function receiveOfJournal(state: State, message: JournalMessage): Step {
  switch (message.type) {
    case 'journal-read':
      return receiveJournal(state, message.kind, message.view);
    case 'file-read':
      return receiveFile(state, message.kind, message.file);
    case 'step-foreseen':
      return receiveForecast(state, message.requestId, message.request, message.forecast);
    case 'repair-planned':
      return receivePlan(state, message.requestId, message.plan, message.then);
    case 'journal-repaired':
      return receiveRepaired(state, message.requestId, message.plan);
    case 'step-ticked': {
      const screen = runningJournal(state, message.requestId);
      return stay(screen === null ? state : receiveStepElapsed(state, screen, message.elapsedMs));
    }
    case 'step-reported': {
      const screen = runningJournal(state, message.requestId);
      return screen === null ? stay(state) : receiveStepEvent(state, screen, message.event);
    }
    case 'steps-ended': {
      const next = endRequest(state, message.requestId);
      const screen = runningJournal(next, message.requestId);
      return screen === null ? afterStep(next) : receiveOutcome(next, screen, message.outcome);
    }
    case 'rehearsal-reported':
      return [receiveRehearsalEvent(state, message.requestId, message.event), []];
    case 'rehearsal-lasted':
      return [receiveElapsed(state, message.requestId, message.elapsedMs), []];
    case 'rehearsal-ended':
      return receiveRehearsed(state, message.requestId, message.outcome);
    case 'entry-checked':
      return [receiveChecks(state, message.kind, message.requestId, message.checks), []];
    case 'entries-linted':
      return [receiveLint(state, message.kind, message.requestId, message.answer), []];
  }
}
