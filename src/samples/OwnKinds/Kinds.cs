using Gmsa.Experiments.Config;

[assembly: ExtendsCatalog<OwnKinds.Kinds>]

namespace OwnKinds;

/// <summary>The words of this assembly's kinds.</summary>
public sealed class Kinds : ICatalogExtension
{
    public static Catalog Extend(Catalog catalog) => catalog
        .With<CrestOptions>("crest")
        .With<MaxEntropyOptions>("maxEntropy")
        .With<StripeNetOptions>("stripeNet")
        .With<ScoresReportOptions>("scores");
}
