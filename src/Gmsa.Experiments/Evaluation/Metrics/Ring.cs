namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// Labels round the circle of valence and energy. Label k of n spans the angles k/n to (k+1)/n of a turn from positive valence.
/// </summary>
internal sealed class Ring
{
    private readonly int[] places; // on the circle, by the label's position in the table

    private Ring(int[] places) => this.places = places;

    /// <summary>False where a label straddles the energy axis: its tracks are on no side of it.</summary>
    public bool TellsValence => places.Length % 4 == 0;

    /// <summary>False where a label straddles the valence axis.</summary>
    public bool TellsArousal => places.Length % 2 == 0;

    /// <summary>Null where the circle doesn't hold exactly these labels.</summary>
    /// <param name="circle">The labels in their order round the circle.</param>
    public static Ring? Of(IReadOnlyList<string> labels, IReadOnlyList<string> circle)
    {
        if (circle.Count == 0 || circle.Count != labels.Count) return null;
        var place = circle.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.Ordinal);
        return labels.All(place.ContainsKey) ? new([.. labels.Select(l => place[l])]) : null;
    }

    /// <summary>How many steps two labels are apart, the short way round: 0..labels / 2.</summary>
    public int Steps(int truth, int predicted)
    {
        var apart = Math.Abs(places[truth] - places[predicted]);
        return Math.Min(apart, places.Length - apart);
    }

    /// <summary>Whether two labels are on one side of neutral valence.</summary>
    public bool SameValence(int truth, int predicted) => IsPleasant(truth) == IsPleasant(predicted);

    /// <summary>Whether two labels are on one side of neutral energy.</summary>
    public bool SameArousal(int truth, int predicted) => IsAroused(truth) == IsAroused(predicted);

    private bool IsPleasant(int label) => 4 * places[label] < places.Length || 4 * places[label] >= 3 * places.Length;

    private bool IsAroused(int label) => 2 * places[label] < places.Length;
}
