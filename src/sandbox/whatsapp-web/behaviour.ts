import type { Behaviour, PhoneBehaviour } from './contract.ts'

export const behaviourOf = (given: Partial<Omit<Behaviour, 'page'>> = {}): Behaviour => ({
  qrRotateMs: 20_000,
  qrMaxRefs: 6,
  syncDelayMs: 400,
  sync: 'normal',
  resyncOnReconnect: false,
  offlineDelivery: 'before-sync',
  preload: 1,
  htmlDelayMs: 0,
  htmlStatus: 200,
  refuseLogin: false,
  ...given,
  page: {
    version: '2.3000.1031490220',
    msgKeyField: '_serialized',
    missingModules: [],
    bootDelayMs: 0,
    neverBoots: false,
    reconnectMs: 400,
    logoutNavigateMs: 300,
    dropState: 'OPENING',
  },
})

export function phoneBehaviours(): (number: string) => PhoneBehaviour {
  const all = new Map<string, PhoneBehaviour>()
  return number => {
    const behaviour = all.get(number) ?? { autoAck: null, lidMigrated: false, offline: false, held: false }
    all.set(number, behaviour)
    return behaviour
  }
}
