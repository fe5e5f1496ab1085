using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Launchers;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

namespace Gmsa.Experiments.Tests.Config;

public class CatalogTests
{
    private static readonly Type[] Bases =
    [
        typeof(FeatureOptions), typeof(AugmentationOptions), typeof(TrainerOptions), typeof(SplitOptions), typeof(SearchOptions),
        typeof(PrunerOptions), typeof(LauncherOptions),
    ];

    [Fact]
    public void Every_options_record_stands_in_the_table_and_only_once()
    {
        var records = typeof(Catalog).Assembly.GetTypes().Where(t => !t.IsAbstract && Bases.Any(b => t.IsSubclassOf(b))).ToArray();
        var listed = Bases.SelectMany(b => Catalog.GroupOf(b)!.Kinds).ToArray();
        Assert.True(records.Length >= 13);
        Assert.Equal(records.Select(r => r.Name).Order(StringComparer.Ordinal),
            listed.Select(k => k.Options.Name).Order(StringComparer.Ordinal));
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

    [Fact]
    public void Every_form_of_scheme_stands_in_the_table_under_the_key_that_makes_it_one()
    {
        var forms = typeof(Catalog).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SchemeOptions))).ToArray();
        Assert.Equal(5, forms.Length);
        Assert.Equal(forms.Select(f => f.Name).Order(StringComparer.Ordinal),
            Catalog.Schemes.Select(k => k.Options.Name).Order(StringComparer.Ordinal));
        Assert.All(Catalog.Schemes, form => Assert.Equal(form.Word + "Scheme", form.Options.Name, ignoreCase: true));
        foreach (var form in Catalog.Schemes)
        {
            Assert.True(OptionKey.Of(form.Options).Single(k => k.Key == form.Word).IsRequired);
            Assert.DoesNotContain(Catalog.Schemes, other => other != form && OptionKey.Of(other.Options).Any(k => k.Key == form.Word));
        }
    }
}
