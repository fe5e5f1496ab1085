using Gmsa.Experiments.Augmentation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Config;

/// <summary>Holds what changes pictures against the pictures that trainers learn from.</summary>
internal sealed class AugmentCheck(Places places, FileProblems problems, Catalog catalog)
{
    private const string Section = "augment";

    /// <param name="experiment">With the features of every trainer filled in.</param>
    public void Run(Experiment experiment)
    {
        if (experiment.Augment.Count == 0)
        {
            if (experiment.Materialise > 0 && !places.Lost(Section))
                problems.Add(places.Of("materialise"),
                    "there is nothing to write copies of: say with augment what changes pictures, as in augment: [specAugment]");
            return;
        }
        foreach (var mixup in experiment.Augment.OfType<MixupOptions>().Where(_ => experiment.Materialise > 0))
            problems.Add(places.Of(mixup, "", Section),
                "mixup mixes pictures with others of their batch, and can't be written out. Leave it out, or leave materialise out");
        foreach (var second in experiment.Augment.OfType<MixupOptions>().Skip(1))
            problems.Add(places.Of(second, "", Section), "a second mixup; pictures are mixed once. Keep one of them");
        if (((string[])["data", "features", "trainers"]).Any(key => places.Lost(key) || places.Mistaken(key))) return;
        PictureOptions[] pictures = [.. experiment.Trainers.SelectMany(t => t.PicturesOf(experiment)).OfType<PictureOptions>().Distinct()];
        if (pictures.Length == 0)
            problems.Add(places.Of(Section), "augment changes pictures, and no trainer learns from one. Networks do: "
                + $"{Words.List(catalog.Trainers.Where(Learns).Select(k => k.Word))}. Add one, or leave augment out");
        foreach (var picture in pictures)
            foreach (var kind in experiment.Augment) Suits(kind, picture, experiment.Data);
    }

    private void Suits(AugmentationOptions kind, PictureOptions picture, DataOptions data)
    {
        if (places.Mistaken(kind)) return;
        PictureFacts facts;
        try
        {
            facts = data.Clip.FactsOf(picture, data.SampleRate);
        }
        catch (InputException)
        {
            return; // told where the feature stands
        }
        if (kind.Needs(facts) is { } needs)
            problems.Add(places.Of(kind, "", Section),
                $"{catalog.WordOf(kind)} needs {needs}; {picture.Name} is {catalog.WordOf(picture)} of {facts.Shape}");
    }

    private static bool Learns(Kind trainer) => ((Training.TrainerOptions)Activator.CreateInstance(trainer.Options)!).Augments;
}
