namespace Gmsa.Experiments.Evaluation;

/// <summary>
/// What the metrics of <see cref="Confusion"/> take of a confusion matrix: its diagonal and its sums, [labels] each. A thousand labels have
/// a million cells, of which nearly all are empty.
/// </summary>
internal sealed class ConfusionSums(int labels)
{
    /// <summary>How often each label was predicted rightly.</summary>
    public int[] Right { get; } = new int[labels];

    /// <summary>How often each label is the truth.</summary>
    public int[] Truths { get; } = new int[labels];

    /// <summary>How often each label was predicted.</summary>
    public int[] Predicted { get; } = new int[labels];

    /// <summary>How many predictions there are.</summary>
    public long All { get; private set; }

    public int Labels => Right.Length;

    public static ConfusionSums Of(CodedTable table)
    {
        var sums = new ConfusionSums(table.Labels.Count);
        for (var i = 0; i < table.Truth.Length; i++) sums.Add(table.Truth[i], table.Predicted[i]);
        return sums;
    }

    public void Add(int truth, int predicted, int count = 1)
    {
        if (truth == predicted) Right[truth] += count;
        Truths[truth] += count;
        Predicted[predicted] += count;
        All += count;
    }

    public void Clear()
    {
        Array.Clear(Right);
        Array.Clear(Truths);
        Array.Clear(Predicted);
        All = 0;
    }
}
