import './zod-without-eval.ts'
import '@fontsource-variable/inter'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/overlays.css'
import { Chart } from 'chart.js'
import { mount } from 'svelte'
import { chartParts } from '../experiments/core/charts/register.ts'
import App from './app/frame/App.svelte'
import { hasToken } from './connection/entrance.ts'
import { openChannel } from './connection/lab-channel.ts'
import { followMenu } from './state/commands.ts'
import { LabWindow } from './state/lab-window.svelte.ts'

const target = document.getElementById('window')
if (target === null) throw new Error('index.html has no #window to mount on')

Chart.register(...chartParts)
const lab = new LabWindow(() => openChannel(window.lockstep, window), window.location, followMenu)
mount(App, { target, props: { lab } })
void lab.connect()
window.addEventListener('hashchange', () => {
  // A link into the lab that is opened in a tab of the window only changes what is behind the #.
  if (hasToken(window.location.hash)) window.location.reload()
  else void lab.followAddress()
})
