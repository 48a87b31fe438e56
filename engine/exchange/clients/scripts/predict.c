/* Computes the samples in rows.bin, and writes the outputs as floats. */
#include <stdio.h>

#include "bonsai_net.h"

int main(void) {
	float x[BONSAI_INPUTS], y[BONSAI_OUTPUTS];
	FILE *rows = fopen("rows.bin", "rb");
	if (!rows) return 1;
	while (fread(x, sizeof x, 1, rows) == 1) {
		bonsai_predict(x, y);
		if (fwrite(y, sizeof y, 1, stdout) != 1) return 1;
	}
	return fclose(rows);
}
