/**
 * How long a wait goes on before it is in vain, ms: longer than any busy machine takes, and nothing where all is well.
 * Where a fault was planted it may be shorter.
 */
export const patience = Number(process.env.TALLYMAN_PATIENCE ?? 30_000);
