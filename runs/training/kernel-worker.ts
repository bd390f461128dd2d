import { blockOf, rowsOf, startPass, type Job } from '#runs/matrix/pass.ts';
import { answerRequests } from './answer-requests.ts';
import { takeBlocks, type Control } from './control.ts';

/** What a kernel thread is asked to do. All arrays of the job are in shared memory. */
export type KernelRequest = { job: Job; control: Control };

/** A thread that takes blocks of rows of a pass until none are left, or it is told to stop. */
answerRequests(({ job, control }: KernelRequest) => takeBlocks(control, rowsOf(job), blockOf(job), startPass(job)));
