/**
 * What may know what. Run as a test (tests/architecture.test.ts); each comment says what the rule protects.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const core = '^src/(inbox|bot|cases|outbox|complaints|live|logs)/'

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Code reads in one direction: as the message goes.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-imports-nothing',
      comment: 'The business in words stays free of every technique. (An id needs randomness, a clock needs a timer.)',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/|^node:timers|^timers|node_modules/uuid' },
    },
    {
      name: 'text-imports-nothing',
      comment: 'Text is compared the same everywhere: at the edge, in the bot, in the index, in the browser.',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { pathNot: '^src/text/' },
    },
    {
      name: 'flows-are-pure',
      comment: 'A flow is a reducer over words: no storage, no clock, no channel. run.ts is who carries its steps out.',
      severity: 'error',
      from: { path: '^src/bot/', pathNot: '^src/bot/run\\.ts$' },
      to: { pathNot: '^src/(bot|domain|text)/' },
    },
    {
      name: 'storage-by-its-contract',
      comment: 'Only storage knows SQL. Others see the Store, the shapes of rows and what the queries give.',
      severity: 'error',
      from: { path: '^src/(inbox|bot|cases|outbox|live|api|channels|media)/', pathNot: '^src/api/auth/accounts\\.ts$' },
      to: { path: '^src/storage/', pathNot: '^src/storage/(store|tables|queries/.*)\\.ts$' },
    },
    {
      name: 'channels-by-their-contract',
      comment: 'The core asks what a channel can, never which it is.',
      severity: 'error',
      from: { path: `${core}|^src/(api|storage|media)/` },
      to: { path: '^src/channels/', pathNot: '^src/channels/channel\\.ts$' },
    },
    {
      name: 'no-channel-knows-another',
      comment: 'One network can be taken out, or put in, without touching the others.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/([^/]+)/', pathNot: '^src/channels/($1|common)/' },
    },
    {
      name: 'channels-know-no-business',
      comment: 'What a network needs, and nothing else.',
      severity: 'error',
      from: { path: '^src/channels/' },
      to: { path: '^src/', pathNot: '^src/(channels|domain|text)/' },
    },
    {
      name: 'media-by-its-contract',
      comment: 'Where files are kept may change. (The API also asks how they are served.)',
      severity: 'error',
      from: { path: `${core}|^src/(api|channels|storage)/` },
      to: { path: '^src/media/', pathNot: '^src/media/(media|serve)\\.ts$' },
    },
    {
      name: 'fastify-stays-in-api',
      comment: 'HTTP is one way in. The sandbox is a server of its own.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(api|sandbox)/' },
      to: { path: 'node_modules/(fastify|@fastify)' },
    },
    {
      name: 'sql-stays-in-storage',
      comment: 'One set of queries, in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/storage/' },
      to: { path: 'node_modules/(drizzle-orm|better-sqlite3|pg)/' },
    },
    {
      name: 'telegraf-stays-in-its-folder',
      comment: 'It is quiet since 2024: it must be replaceable.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/channels/telegram/' },
      to: { path: 'node_modules/telegraf/' },
    },
    {
      name: 'whatsapp-web-js-stays-in-its-folder',
      comment: 'It follows what WhatsApp changes from week to week: it must be replaceable.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/channels/whatsapp/' },
      to: { path: 'node_modules/whatsapp-web\\.js/' },
    },
    {
      name: 'ws-stays-in-the-double',
      comment: 'Only the double of WhatsApp Web speaks WebSocket. The console is told by server-sent events.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/whatsapp-web/' },
      to: { path: 'node_modules/ws/' },
    },
    {
      name: 'accounts-library-stays-in-auth',
      comment: 'Who may sign in is said in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(api/auth/|storage/queries/auth\\.ts$)' },
      to: { path: 'node_modules/(better-auth|@better-auth)/' },
    },
    {
      name: 'console-takes-types-only',
      comment: 'Nothing that runs on a server comes into the browser.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^src/', pathNot: '^src/(console|domain|text)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-takes-schemas-only',
      comment: 'The API is all the console knows of the server.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^src/', pathNot: '^src/(console|domain|text|api/schemas)/' },
    },
    {
      name: 'nobody-needs-the-sandbox',
      comment: 'It can be left out of an installation.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox/|(assemble|connect|connect-parts)\\.ts$)' },
      to: { path: '^src/sandbox/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
