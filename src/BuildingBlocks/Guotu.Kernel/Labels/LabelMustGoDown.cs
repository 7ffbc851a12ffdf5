namespace Guotu.Kernel.Labels;

/// <summary>降密: the label of a revision is only ever made lower; what needs more protection gets it by the label of its layer, which one person sets at once.</summary>
public static class LabelMustGoDown
{
    public static bool Holds(SecurityLabel now, SecurityLabel wanted)
    {
        ArgumentNullException.ThrowIfNull(now);
        return SubjectMustDominateLabel.Holds(now, wanted) && !now.Equals(wanted);
    }
}
