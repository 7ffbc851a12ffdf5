using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Tests;

/// <summary>People as their rows stand now; one that is null was put out.</summary>
internal sealed class GivenCallers : ICallers
{
    public Dictionary<long, Caller?> Of { get; } = [];

    public Task<Result<Caller>> OfAccountAsync(long userId, string channel, string address, CancellationToken ct) =>
        Task.FromResult(Of.GetValueOrDefault(userId) is { } caller ? Result<Caller>.Of(caller) : new Error(AccessErrors.NotSignedIn));
}
