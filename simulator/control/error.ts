// A control that cannot be done, with the HTTP status its route answers and a sentence for the person at the panel.

export type ControlError = Error & { readonly controlStatus: 400 | 404 | 409 }

export const controlError = (controlStatus: ControlError['controlStatus'], message: string): ControlError =>
  Object.assign(new Error(message), { controlStatus })

export const isControlError = (error: unknown): error is ControlError =>
  error instanceof Error && 'controlStatus' in error
