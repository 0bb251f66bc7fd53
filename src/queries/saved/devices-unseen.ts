/** Devices that nobody has used for a while: their sessions can be ended. */
export const description = 'active devices that were not seen for some days, the longest unseen first';

export const params = {
  days: { type: 'integer', default: 30, description: 'how long they were not seen' },
};

export default (_models: unknown, { days }: { readonly days: number }) => ({
  model: 'UserDevice',
  scopes: ['active', { method: ['unseenFor', days] }],
  include: 'user(columns: name email)',
  order: [['lastSeenAt', 'ASC NULLS FIRST']],
});
