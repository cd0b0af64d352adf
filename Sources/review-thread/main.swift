// SPDX-License-Identifier: GPL-2.0-only

import ReviewThreadCommands

await ReviewThreadCommand.runAndExit()
