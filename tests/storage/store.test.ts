import { eventsContract } from '../contracts/events.contract.ts'
import { storeContract } from '../contracts/store.contract.ts'
import { valuesContract } from '../contracts/values.contract.ts'
import { testStores } from '../support/databases.ts'

for (const engine of testStores()) {
  storeContract(engine)
  valuesContract(engine)
  eventsContract(engine)
}
