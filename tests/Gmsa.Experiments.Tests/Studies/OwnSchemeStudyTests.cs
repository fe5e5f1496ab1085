using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Moods;
using Gmsa.Experiments.Studies;
using Gmsa.Experiments.Tests.Config;

namespace Gmsa.Experiments.Tests.Studies;

public class OwnSchemeStudyTests
{
    [Fact]
    public void The_first_scheme_that_can_be_merged_onto_another_is_compared_with_it()
    {
        var three = MoodSchemes.Mood4.MergedInto("three", ["up", "sad", "calm"], new Dictionary<string, string>
        {
            ["Happy"] = "up",
            ["Angry"] = "up",
            ["Sad"] = "sad",
            ["Calm"] = "calm",
        });
        (string, string)? Pair(params LabelScheme[] schemes) => CollapseMap.First(schemes) is { } map ? (map.Fine, map.Coarse) : null;
        Assert.Equal(("mood8", "mood4"), Pair(MoodSchemes.Mood8, MoodSchemes.Mood4));
        Assert.Equal(("mood8", "mood4"), Pair(MoodSchemes.Mood4, MoodSchemes.Mood8));
        Assert.Equal(("mood8", "three"), Pair(MoodSchemes.Mood8, three));
        Assert.Equal(("mood4", "three"), Pair(MoodSchemes.Mood4, three, MoodSchemes.Mood8));
        Assert.Null(Pair(three));
        Assert.Null(Pair(MoodSchemes.Mood8, new("genre", ["a", "b"], _ => "a", [])));
        Assert.Equal("up", CollapseMap.First([MoodSchemes.Mood8, three])!.Map["Afraid"]);
    }

    [Fact]
    public void A_trials_file_keeps_the_schemes_that_its_label_needs()
    {
        var loaded = ExperimentText.Load("data: { demo: { tracks: 40 } }\nlabels: [upward, mood8]\nsplit: { kind: groupKFold, folds: 2 }\n"
            + "trainers: [majority]\nschemes:\n"
            + "  upward: { merge: three, into: { high: [up], low: [calm, sad] } }\n  three: { merge: mood4, into: { up: [Happy, Angry], "
            + "sad: [Sad], calm: [Calm] } }\n"
            + "  half: { cut: { energy: [0.5] }, labels: [a, b] }\n");
        var design = StudyDesigner.Design(loaded, []);
        string Trial(string arm) => TrialFile.Write(design.Loaded,
            design.SlotOf(design.Arms.First(a => a.Name == arm), design.Folds[0], 0), new(new Dictionary<string, object>()));
        var again = ExperimentText.Load(Trial("upward-majority"));
        Assert.Equal(["upward"], again.Schemes.Select(s => s.Name));
        Assert.Equal(["upward", "three"], again.Experiment.Schemes.Keys);
        Assert.DoesNotContain("schemes", Trial("mood8-majority"), StringComparison.Ordinal);
    }
}
