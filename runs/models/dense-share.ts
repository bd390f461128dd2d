/** What a multiply-add of dense tiles takes of one of sparse products, which costs are counted in: 0.3 ns of 1.5. */
export const denseShare = 0.2;
