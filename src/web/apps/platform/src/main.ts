import './polyfills';
import '@guotu/ui/styles/tokens.css';
import '@guotu/ui/styles/base.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { queryClient } from './app/query-client';
import { router } from './app/router';

createApp(App)
  .use(createPinia())
  .use(VueQueryPlugin, { queryClient })
  .use(router)
  .mount('#app');
