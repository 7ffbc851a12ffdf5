using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.CommitRevision;

/// <summary>What is known of a revision before its rows are read back.</summary>
internal sealed record RevisionDraft(LayerDefinition Layer, int Number, DateOnly AsOf, string Source, string Key)
{
    public EmptyDeclaration? DeclaredEmpty { get; init; }

    public bool Demonstration { get; init; }

    /// <summary>Of content that is delivered anew; null where the content goes on from the revision before, and its label with it.</summary>
    public SecurityLabel? Label { get; init; }
}
