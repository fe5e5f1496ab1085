using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Config;

public class CatalogTests
{
    private static readonly Type[] Bases = [typeof(FeatureOptions), typeof(AugmentationOptions), typeof(TrainerOptions), typeof(SplitOptions), typeof(SearchOptions), typeof(LauncherOptions)];

    [Fact]
    public void Every_options_record_stands_in_the_table_and_only_once()
    {
        var records = typeof(Catalog).Assembly.GetTypes().Where(t => !t.IsAbstract && Bases.Any(b => t.IsSubclassOf(b))).ToArray();
        var listed = Bases.SelectMany(b => Catalog.GroupOf(b)!.Kinds).ToArray();
        Assert.True(records.Length >= 13);
        Assert.Equal(records.Select(r => r.Name).Order(StringComparer.Ordinal), listed.Select(k => k.Options.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_follow_the_names_of_the_records()
    {
        foreach (var group in Bases.Select(b => Catalog.GroupOf(b)!))
        {
            Assert.Equal(group.Words.Count(), group.Words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(group.Kinds, k => Assert.StartsWith(k.Word, k.Options.Name, StringComparison.OrdinalIgnoreCase));
            Assert.All(group.Kinds, k => Assert.Equal(k.Word, Catalog.WordOf(Activator.CreateInstance(k.Options)!)));
        }
    }
}
