using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.CommitRevision;

/// <summary>What is known of a revision before its rows are read back.</summary>
internal sealed record RevisionDraft(LayerDefinition Layer, int Number, DateOnly AsOf, string Source, string Key)
{
    public EmptyDeclaration? DeclaredEmpty { get; init; }

    public bool Demonstration { get; init; }
}
