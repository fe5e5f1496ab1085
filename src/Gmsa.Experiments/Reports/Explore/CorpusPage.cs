namespace Gmsa.Experiments.Reports;
public sealed record CorpusView();
public static class CorpusPage { public static void Write(CorpusView v, string file) { } }
