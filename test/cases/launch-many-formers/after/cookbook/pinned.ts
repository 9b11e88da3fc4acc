export const model = 'squid-4';
