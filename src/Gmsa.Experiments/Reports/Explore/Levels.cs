namespace Gmsa.Experiments.Reports;

/// <summary>How loud a piece of audio is, full scale being 1.</summary>
/// <param name="Peak">The largest magnitude.</param>
/// <param name="Rms">Root mean square.</param>
/// <param name="Clipped">The share of samples at full scale (a magnitude of 0.999 or more).</param>
/// <param name="SilentStart">Seconds before the first 50 ms that are louder than -60 dBFS; all of them where none is.</param>
internal sealed record Levels(double Peak, double Rms, double Clipped, double SilentStart);
