using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Studies;

/// <summary>A table of two labels that trials learn in a moment.</summary>
internal static class SmallTable
{
    /// <summary>
    /// <c>table.csv</c>: 96 rows of 16 artists; <c>one</c> is near the label, <c>two</c> is noise, and the squares of <c>huge</c> are too
    /// large for a float.
    /// </summary>
    public static void Write(string folder)
    {
        var random = new Seed(11).Generator();
        var rows = Enumerable.Range(0, 96).Select(i =>
        {
            var label = i % 2;
            var (one, two, huge) = (label + random.NextDouble(), random.NextDouble(), i % 3 == 0 ? -3e38 : 3e38);
            return FormattableString.Invariant($"{i},artist {i % 16},{(label == 0 ? "low" : "high")},{one},{two},{huge}");
        });
        File.WriteAllText(Path.Combine(folder, "table.csv"), "id,artist,mood,one,two,huge\n" + string.Join('\n', rows) + "\n");
    }
}
