namespace Guotu.Identity.Contracts;

/// <summary>A person with an account (人员).</summary>
/// <param name="Id">Id of the account.</param>
/// <param name="Account">Login name, given once for ever.</param>
/// <param name="Name">Name as shown.</param>
/// <param name="Organisation">Where the person works.</param>
/// <param name="Posts">Posts held, by code.</param>
/// <param name="Enabled">Whether the account may sign in.</param>
public sealed record Person(long Id, string Account, string Name, Organisation Organisation, IReadOnlyList<HeldPost> Posts, bool Enabled)
{
    public bool Holds(string postCode) => Posts.Any(p => p.Code == postCode);
}

/// <summary>A post that a person holds (岗位).</summary>
/// <param name="Code">Such as <c>section-head</c>.</param>
/// <param name="Name">Chinese name, such as 股长.</param>
public sealed record HeldPost(string Code, string Name);

/// <summary>A bureau, section or town office (机构).</summary>
/// <param name="Id">Id of the row; the owning organisation of business rows.</param>
/// <param name="Code">Stable code, such as <c>610724-ytgz</c>.</param>
/// <param name="Name">Full name as on papers.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ParentId">The organisation above it; null for the bureau.</param>
/// <param name="RegionCode">12-digit division code that it is responsible for.</param>
public sealed record Organisation(long Id, string Code, string Name, OrganisationKind Kind, long? ParentId, string RegionCode);

/// <summary>Kinds of organisation.</summary>
public enum OrganisationKind
{
    /// <summary>局.</summary>
    Bureau,

    /// <summary>股室.</summary>
    Section,

    /// <summary>窗口.</summary>
    Window,

    /// <summary>镇(街道)自然资源所.</summary>
    TownOffice,
}
