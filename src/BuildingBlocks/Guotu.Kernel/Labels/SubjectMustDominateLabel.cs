using Guotu.Kernel.Results;

namespace Guotu.Kernel.Labels;

/// <summary>主体标记支配客体标记: the subject's level is not below the data's, and the subject holds every category of the data.</summary>
public static class SubjectMustDominateLabel
{
    public static bool Holds(SecurityLabel subject, SecurityLabel data)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(data);
        return subject.Level >= data.Level && data.Categories.All(c => subject.Categories.Contains(c, StringComparer.Ordinal));
    }

    /// <summary>Names what is wanted, for those who may know that the data is there; others are told that there is nothing.</summary>
    public static Error? Breach(SecurityLabel subject, SecurityLabel data, string what) => Holds(subject, data)
        ? null
        : new Error(LabelErrors.NotCleared, ("what", what), ("label", LabelScheme.Shipped.NameOf(data)));
}
