import { onMounted, ref } from 'vue';
import type { CertificateLogin } from '@guotu/api';
import { api } from '@/app/api';

/** Whether this node takes certificates, and where the agent of the desk is; null before it is known and where the server cannot be asked. */
export function useCertificateLogin() {
  const known = ref<CertificateLogin | null>(null);
  onMounted(async () => {
    try {
      known.value = await api.session.certificateLogin();
    } catch {
      // The login itself will say that the server is not reached.
      known.value = null;
    }
  });
  return known;
}
