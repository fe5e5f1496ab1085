namespace Gmsa.Experiments.Foundation;

/// <summary>How far a stage is: <paramref name="Done"/> of <paramref name="Total"/> of its things, with a remark and the best inner score so far where there is one.</summary>
public sealed record Progress(string Stage, int Done, int Total, string Note = "", double? Best = null)
{
    /// <summary>For work whose progress nobody follows.</summary>
    public static IProgress<Progress> Unheard { get; } = new Nobody();

    private sealed class Nobody : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}
