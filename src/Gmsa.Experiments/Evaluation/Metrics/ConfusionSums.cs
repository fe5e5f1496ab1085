namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What the metrics of <see cref="Confusion"/> take of a confusion matrix: its diagonal and its sums, [labels] each. A thousand labels have
/// a million cells, of which nearly all are empty.
/// </summary>
/// <param name="ring">Where the labels lie on the circle of moods; null where they don't.</param>
internal sealed class ConfusionSums(int labels, Ring? ring = null)
{
    /// <summary>How often each label was predicted rightly.</summary>
    public int[] Right { get; } = new int[labels];

    /// <summary>How often each label is the truth.</summary>
    public int[] Truths { get; } = new int[labels];

    /// <summary>How often each label was predicted.</summary>
    public int[] Predicted { get; } = new int[labels];

    /// <summary>How many predictions there are.</summary>
    public long All { get; private set; }

    /// <summary>How many steps round the circle predictions are off, together.</summary>
    public long Steps { get; private set; }

    /// <summary>How many predictions are on the right side of neutral valence.</summary>
    public long SameValence { get; private set; }

    /// <summary>How many predictions are on the right side of neutral energy.</summary>
    public long SameArousal { get; private set; }

    public int Labels => Right.Length;

    public static ConfusionSums Of(CodedTable table, Ring? ring = null)
    {
        var sums = new ConfusionSums(table.Labels.Count, ring);
        for (var i = 0; i < table.Truth.Length; i++) sums.Add(table.Truth[i], table.Predicted[i]);
        return sums;
    }

    public void Add(int truth, int predicted, int count = 1)
    {
        if (truth == predicted) Right[truth] += count;
        Truths[truth] += count;
        Predicted[predicted] += count;
        All += count;
        if (ring is null) return;
        Steps += (long)count * ring.Steps(truth, predicted);
        if (ring.SameValence(truth, predicted)) SameValence += count;
        if (ring.SameArousal(truth, predicted)) SameArousal += count;
    }

    public void Clear()
    {
        Array.Clear(Right);
        Array.Clear(Truths);
        Array.Clear(Predicted);
        (All, Steps, SameValence, SameArousal) = (0, 0, 0, 0);
    }
}
