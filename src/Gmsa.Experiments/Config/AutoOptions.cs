namespace Gmsa.Experiments.Config;

/// <summary>x</summary>
public static class AutoOptions
{
    public const string Learner = "learner";
}
