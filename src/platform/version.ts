declare global {
  /** Put in by the build, from package.json. */
  interface ImportMetaEnv {
    readonly APP_VERSION: string
  }
}

export const appVersion: string = import.meta.env.APP_VERSION
