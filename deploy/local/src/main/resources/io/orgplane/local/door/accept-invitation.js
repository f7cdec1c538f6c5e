"use strict";

const form = document.getElementById("invitation");
const answer = document.getElementById("answer");
const token = new URLSearchParams(location.hash.slice(1)).get("token");

// The token leaves the address bar at once, so that it is in no bookmark and on no shared screen.
history.replaceState(null, "", location.pathname);

if (!token) {
  document.getElementById("explanation").textContent =
      "This address carries no invitation. Open the link from the mail as it is, with everything behind the # sign.";
  for (const button of form.querySelectorAll("button")) button.disabled = true;
}

async function settle(decision) {
  const response = await fetch("/v1/invitations/" + decision, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Authorization": "Bearer " + form.elements["access-token"].value.trim(),
    },
    body: JSON.stringify({ token }),
  });
  if (response.ok) {
    return decision === "accept" ? "Welcome! You are a member now." : "The invitation has been declined.";
  }
  const problem = await response.json().catch(() => ({}));
  return (problem.detail || problem.title || "That did not work") + " (" + (problem.code || response.status) + ")";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const decision = event.submitter ? event.submitter.value : "accept";
  answer.textContent = "One moment…";
  answer.textContent = await settle(decision).catch(() => "The server could not be reached. Try again.");
});
