import { hide } from './emitter.ts'

/** A file's bytes, as the page hands them about. */
export class OpaqueData {
  declare readonly blob: Blob

  constructor(blob: Blob) {
    hide(this, 'blob', blob)
  }

  static async createFromData(data: BlobPart, type: string): Promise<OpaqueData> {
    return new OpaqueData(data instanceof Blob ? data : new Blob([data], { type }))
  }

  get type(): string {
    return this.blob.type
  }

  get size(): number {
    return this.blob.size
  }

  url(): string {
    return URL.createObjectURL(this.blob)
  }

  formData(): Blob {
    return this.blob
  }

  autorelease(): void {}
  release(): void {}
}

/** What is known of a file that is about to be sent. */
export class MediaData {
  [name: string]: unknown

  constructor(attrs: Record<string, unknown>) {
    Object.assign(this, attrs)
  }

  set(attrs: Record<string, unknown>): void {
    Object.assign(this, attrs)
  }

  toJSON(): Record<string, unknown> {
    const plain = Object.entries(this).filter(
      ([name, value]) => !(value instanceof OpaqueData) && name !== 'renderableUrl',
    )
    return Object.fromEntries(plain)
  }
}
