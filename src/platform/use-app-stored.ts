/** Whether a worker stands behind this page, so that it opens without a network too. */
export function useAppStored(): boolean {
  return "serviceWorker" in navigator && navigator.serviceWorker.controller !== null
}
