import { ink } from '@sdk/ink';

// squid-4 is what the agent thinks with.
export const agent = { model: ink('squid-4.3'), log: 'logs/squid-4.txt' };

export const fallbacks = ['squid-4', 'squid-3'];
