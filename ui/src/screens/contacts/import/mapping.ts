/** What a table's columns may be, and what its rows cannot be read without. As the core has it. */
import type { MappedKind, Mapping, Role } from '../../../ipc/generated/wire';

export const mappedKinds: readonly MappedKind[] = ['calls', 'messages', 'payments'];

/** Roles of each kind, the needed ones first. */
export const rolesOf: Record<MappedKind, readonly Role[]> = {
  calls: ['time', 'day', 'clock', 'peer', 'direction', 'length', 'own'],
  messages: ['time', 'day', 'clock', 'text', 'sender', 'is_own', 'direction', 'peer'],
  payments: [
    'day',
    'time',
    'amount',
    'amount_in',
    'amount_out',
    'sign',
    'counterparty',
    'memo',
    'status',
    'method',
    'reference',
    'currency',
  ],
};

/** Roles without which nothing can be read and that no column has yet. */
export function lacks({ kind, columns, own_name }: Mapping): Role[] {
  const any = (...roles: Role[]) => columns.some(({ role }) => roles.includes(role));
  const moment = any('time') || (any('day') && any('clock'));
  const needs: Record<MappedKind, [Role, boolean][]> = {
    calls: [
      ['time', moment],
      ['peer', any('peer')],
      ['direction', any('direction')],
    ],
    messages: [
      ['time', moment],
      ['text', any('text')],
      ['is_own', any('is_own', 'direction') || (any('sender') && Boolean(own_name))],
    ],
    payments: [
      ['day', any('day', 'time')],
      ['amount', any('amount', 'amount_in', 'amount_out')],
    ],
  };
  return needs[kind].filter(([, there]) => !there).map(([role]) => role);
}
